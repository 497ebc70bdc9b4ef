import { problemOf, sortErrors } from './problem';
import { useSentence } from './states';

interface RefusalProps {
  /** What was thrown; nothing is shown while there is none. */
  error: unknown;
  /** Fields beside which what is wrong with them is said already. */
  fields?: readonly string[];
}

/** Why the server did not do what was asked for: all that it says, but for what stands beside a field. */
export function Refusal({ error, fields = [] }: RefusalProps) {
  const sentence = useSentence();
  if (!error) return null;
  const problem = problemOf(error);
  const { beside, elsewhere } = sortErrors(problem, fields);
  if (beside.size > 0 && elsewhere.length === 0) return null;
  const { title, detail } = sentence(problem);
  return (
    <div className="notice notice-bad" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      {[detail, ...elsewhere].filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
