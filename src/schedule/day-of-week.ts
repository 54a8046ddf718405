/** The days of a week, in UTC. */
export enum DayOfWeek {
  /** Sunday. */
  SUNDAY = 'sun',

  /** Monday. */
  MONDAY = 'mon',

  /** Tuesday. */
  TUESDAY = 'tue',

  /** Wednesday. */
  WEDNESDAY = 'wed',

  /** Thursday. */
  THURSDAY = 'thu',

  /** Friday. */
  FRIDAY = 'fri',

  /** Saturday. */
  SATURDAY = 'sat',
}
