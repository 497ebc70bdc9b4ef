let underWay = 0;

/** True while something is on its way that nobody has asked for yet. */
export const isLoadingEarly = (): boolean => underWay > 0;

/** Fetches a part of the web before somebody wants it. Where it cannot be had nothing is said: whoever wants it then will meet the failure. */
export function loadingEarly(load: () => Promise<unknown>): () => void {
  return () => {
    underWay++;
    load()
      .catch(() => undefined)
      .finally(() => {
        underWay--;
      });
  };
}
