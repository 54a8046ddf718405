export * from './catalog';
export * from './engine';
export * from './free-port';
export * from './resp';
