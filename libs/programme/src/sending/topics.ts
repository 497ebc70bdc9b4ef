/** Notification that a key was set, tested or removed: its key is the tenant's number. */
export const PORTAL_KEY_TOPIC = 'programme-portal-key';
/** Topic of the live stream: something was sent, or a key is in another state. */
export const LOG_SENDING_TOPIC = 'log-sending';
