export type { DailyWindowOptions, WeeklyWindowOptions } from './windows';
export { SnapshotWindow, Weekday, MaintenanceWindow } from './windows';
