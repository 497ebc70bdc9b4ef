import type { ApiUnderTest, TestPerson } from './api-under-test';

/** An open screen: what has come to it, and whether it has been told to go. */
export class OpenScreen {
  readonly changes: { topic: string; key: string }[] = [];
  ended = false;
  private readonly abort = new AbortController();

  static async open(api: ApiUnderTest, { token }: TestPerson): Promise<OpenScreen> {
    const screen = new OpenScreen();
    const reply = await fetch(`${api.url}/api/live`, { headers: { authorization: `Bearer ${token}` }, signal: screen.abort.signal });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    void screen.read(reply.body as ReadableStream<Uint8Array>);
    return screen;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body)
        for (const line of decoder.decode(chunk, { stream: true }).split('\n'))
          if (line.startsWith('data: ')) this.changes.push(JSON.parse(line.slice('data: '.length)));
    } catch {
      // The screen was closed here, or the process went away.
    }
    this.ended = true;
  }

  close(): void {
    this.abort.abort();
  }
}
