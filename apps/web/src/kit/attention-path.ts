/** What needs a person now: read by the bell on every page, and read anew after whatever a person changes. */
export const attentionPath = '/api/workspace/attention';
