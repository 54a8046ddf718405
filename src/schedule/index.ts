export type { WeeklyWindowOptions } from './windows';
export { DailyWindow, Weekday, MaintenanceWindow } from './windows';
