import { Segmented } from 'antd';

interface ChoiceProps<T extends string> {
  /** What is chosen, for those who do not see it. */
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One of a few words, all in sight. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return <Segmented<T> aria-label={label} value={value} options={[...options]} onChange={onChange} />;
}
