import './picker.css';
import './select-field.css';
import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  /** The label is said elsewhere on the screen (the head of a table, say). */
  isLabelUnseen?: boolean;
  hint?: ReactNode;
  errors?: readonly string[];
}

interface SelectFieldProps<T extends string> extends FieldProps {
  value: T | '';
  options: readonly { value: T; label: string }[];
  /** What stands there as long as nothing is chosen. */
  placeholder?: string;
  onChange: (value: T) => void;
}

function Below({ id, hint, errors = [] }: Pick<FieldProps, 'hint' | 'errors'> & { id: string }) {
  return (
    <div id={id}>
      {errors.map((error) => (
        <p key={error} className="field-error" role="alert">
          {error}
        </p>
      ))}
      {hint && <p className="quiet">{hint}</p>}
    </div>
  );
}

/** A choice with its label, and what is wrong with it below it. */
export function SelectField<T extends string>({
  label,
  isLabelUnseen,
  hint,
  errors,
  value,
  options,
  placeholder,
  onChange,
}: SelectFieldProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label className={isLabelUnseen ? 'unseen' : undefined} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="picker"
        value={value}
        aria-describedby={`${id}-below`}
        aria-invalid={errors && errors.length > 0 ? true : undefined}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {value === '' && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Below id={`${id}-below`} hint={hint} errors={errors} />
    </div>
  );
}

interface RowFieldProps extends FieldProps {
  value: number;
  max: number;
  onChange: (value: number) => void;
}

/** The number of a row, or of rows; 0 for none. */
export function RowField({ label, hint, errors, value, max, onChange }: RowFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="picker"
        type="number"
        inputMode="numeric"
        min={0}
        max={max}
        value={value}
        aria-describedby={`${id}-below`}
        aria-invalid={errors && errors.length > 0 ? true : undefined}
        onChange={(event) => onChange(Math.max(0, Math.min(max, Math.trunc(Number(event.target.value) || 0))))}
      />
      <Below id={`${id}-below`} hint={hint} errors={errors} />
    </div>
  );
}
