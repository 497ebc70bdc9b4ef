export * from './earliest-notice';
export * from './log-answer';
export * from './log-record';
export * from './operating-days';
export * from './programme-day';
export * from './slot-choice';
export * from './usage-event';
