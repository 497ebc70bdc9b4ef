export interface Running {
  pid: number;
  runs(): boolean;
  stop(): Promise<void>;
}

export interface Service {
  name: string;
  /** A part of its command line. */
  marker: string;
  log: string;
  /** What stands on a lower stage is ended after what stands on a higher one. */
  stage: number;
  /** Tells the id at once, answers when it is ready. */
  begin(begun: (pid: number) => void): Promise<Running>;
}

/** Holds the processes of one start: begins them, begins again one that dies, ends all of them in the reverse order. */
export class Supervisor {
  constructor(runFolder: string);
  readonly stopping: boolean;
  begin(service: Service): Promise<void>;
  /** `giveUp` is called when one keeps dying. */
  watch(giveUp: (reason: Error) => void): void;
  stop(): Promise<void>;
}
