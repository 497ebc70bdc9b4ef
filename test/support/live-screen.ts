import { eventually } from '@maru/platform/testing';
import type { ApiUnderTest, TestPerson } from './api-under-test';

/** An open screen: what it has been told of changes, each as `topic key`. */
export class LiveScreen {
  readonly heard: string[] = [];
  private readonly abort = new AbortController();

  static async open(api: ApiUnderTest, { token }: Pick<TestPerson, 'token'>): Promise<LiveScreen> {
    const screen = new LiveScreen();
    const response = await fetch(`${api.url}/api/live`, { headers: { authorization: `Bearer ${token}` }, signal: screen.abort.signal });
    if (response.status !== 200 || !response.body) throw new Error(`the stream was answered ${response.status}`);
    void screen.read(response.body);
    return screen;
  }

  async hears(change: string): Promise<void> {
    await eventually(() => this.heard.includes(change));
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        const events = text.split('\n\n');
        text = events.pop() as string;
        for (const event of events) if (event.startsWith('data: ')) this.heard.push(changeOf(event.slice('data: '.length)));
      }
    } catch {
      // Closed: there is no more to hear.
    }
  }
}

function changeOf(data: string): string {
  const { topic, key } = JSON.parse(data) as { topic: string; key: string };
  return `${topic} ${key}`;
}
