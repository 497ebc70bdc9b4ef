import { problemOf } from '@maru/web/problem';
import { useSentence } from '@maru/web/states';

/** Why the server did not do what was asked for. */
export function Refusal({ error, more = [] }: { error: unknown; more?: readonly string[] }) {
  const sentence = useSentence();
  if (!error) return null;
  const { title, detail } = sentence(problemOf(error));
  return (
    <div className="notice notice-bad" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      {[detail, ...more].filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
