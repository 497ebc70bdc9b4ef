import { type ReactNode, useId, useRef } from 'react';
import './key-panel.css';

interface KeyPanelProps {
  /** What the key says, and what the panel is called. */
  label: string;
  /** Made when the panel is open; `close` closes it. */
  children: (close: () => void) => ReactNode;
}

/**
 * A key that opens a small panel below it; on a phone the panel stands at the bottom of the screen. The browser's own popover: Escape
 * and a touch beside it close it, and the focus comes back to the key.
 */
export function KeyPanel({ label, children }: KeyPanelProps) {
  const id = useId();
  const panel = useRef<HTMLFieldSetElement>(null);
  return (
    <>
      <button type="button" className="button" popoverTarget={id}>
        {label}
        <span aria-hidden="true">▾</span>
      </button>
      <fieldset id={id} ref={panel} popover="auto" className="key-panel">
        <legend className="unseen">{label}</legend>
        {children(() => panel.current?.hidePopover())}
      </fieldset>
    </>
  );
}
