export interface Stage {
  name: string;
  /** Another stage's name, or an image with its tag. */
  image: string;
  instructions: { word: string; rest: string }[];
  /** The words of CMD; empty without one. */
  command: string[];
}

/** Reads the form of Dockerfile that this project uses: no ONBUILD, no heredocs, CMD as a JSON list. */
export function readStages(text: string): Stage[] {
  const lines = text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    const [, image = '', name = ''] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
    if (word === 'FROM') stages.push({ name, image, instructions: [], command: [] });
    else stages.at(-1)?.instructions.push({ word, rest });
    if (word === 'CMD') Object.assign(stages.at(-1) ?? {}, { command: JSON.parse(rest) });
  }
  return stages;
}

/** The user that a stage's program runs as, over the stages it is built on. */
export function finalUser(stages: readonly Stage[], name: string): string {
  const stage = stages.find((candidate) => candidate.name === name);
  if (!stage) return 'root';
  return stage.instructions.findLast(({ word }) => word === 'USER')?.rest ?? finalUser(stages, stage.image);
}

/** What is copied from the project, once each. */
export function copiedIn(stages: readonly Stage[]): string[] {
  const copies = stages.flatMap(({ instructions }) =>
    instructions.filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from=')),
  );
  return [...new Set(copies.flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1)))];
}
