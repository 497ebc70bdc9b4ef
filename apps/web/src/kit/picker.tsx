import './picker.css';

interface PickerProps {
  /** What is chosen, for those who do not see it. */
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** One of several things by name. The browser's own list: a phone shows it as phones do, a key finds its first letter, and it loads nothing. */
export function Picker({ label, value, options, onChange }: PickerProps) {
  return (
    <select className="picker" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
