/** Takes the next bytes of a file. The one after is made when its promise is fulfilled: whatever the file's length, little of it is in memory. */
export type ByteSink = (bytes: Uint8Array) => Promise<void>;
