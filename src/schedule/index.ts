export * from './daily-window';
export * from './day-of-week';
export * from './maintenance-window';
