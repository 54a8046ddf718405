export type { WeeklyWindowOptions } from './windows';
export { DailyWindow, DayOfWeek, MaintenanceWindow } from './windows';
