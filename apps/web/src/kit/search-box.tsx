import { useEffect, useRef, useState } from 'react';
import './search-box.css';

interface SearchBoxProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/**
 * A field to find something by. It shows at once what is typed, also while a Hangul syllable is being put together; `value` may follow
 * a moment later (it comes back through the address), and what comes from elsewhere, such as the back key, takes the field over.
 */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const told = useRef<string[]>([]);
  useEffect(() => {
    const echo = told.current.lastIndexOf(value);
    if (echo === -1) setTyped(value);
    told.current = told.current.slice(echo + 1);
  }, [value]);
  const type = (text: string) => {
    setTyped(text);
    told.current.push(text);
    onChange(text);
  };
  return (
    <input
      className="search-box"
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => type(event.target.value)}
    />
  );
}
