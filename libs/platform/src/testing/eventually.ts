const EVERY_MS = 20;

/**
 * Asks until the answer is there: for what happens by itself, such as an event on its way.
 * @throws the probe's last error, or an Error, when the time is over
 */
export async function eventually<T>(
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let failure: unknown = new Error(`it did not happen within ${withinMs} ms`);
  while (performance.now() < deadline) {
    try {
      const answer = await probe();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw failure;
}
