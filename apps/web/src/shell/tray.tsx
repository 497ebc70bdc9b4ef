import { type ReactNode, useRef } from 'react';
import './task-tray.css';

interface TrayProps {
  id: string;
  label: string;
  /** Stands for the label where the bar is narrow. */
  sign: ReactNode;
  /** Beside the label; nothing when it is none. */
  count: number;
  /** What the number counts, for those who hear it. */
  counted: string;
  onToggle?: (isOpen: boolean) => void;
  children: (close: () => void) => ReactNode;
}

/** A key of the top bar that opens a list over the page. */
export function Tray({ id, label, sign, count, counted, onToggle, children }: TrayProps) {
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button type="button" className="button button-plain task-key" popoverTarget={id}>
        <span className="task-key-label">{label}</span>
        <span className="task-key-sign" aria-hidden="true">
          {sign}
        </span>
        {count > 0 && (
          <span className="task-count">
            {count}
            <span className="unseen"> {counted}</span>
          </span>
        )}
      </button>
      <div id={id} className="task-tray" popover="auto" ref={panel} onToggle={({ newState }) => onToggle?.(newState === 'open')}>
        <h2>{label}</h2>
        {children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
