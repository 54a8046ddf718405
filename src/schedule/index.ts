export { DailyWindow } from './daily-window';
export type { WeeklyWindowOptions } from './maintenance-window';
export { DayOfWeek, MaintenanceWindow } from './maintenance-window';
