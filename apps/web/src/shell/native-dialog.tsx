import { type ReactNode, type SyntheticEvent, useLayoutEffect, useRef } from 'react';

interface NativeDialogProps {
  label: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A dialog of the browser, open as long as it is there: it keeps the focus, closes with Escape or a click beside it, and gives the focus
 * back to where it was.
 */
export function NativeDialog({ label, className, onClose, children }: NativeDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // One that is taken away without being closed would leave the focus nowhere.
    return () => element?.close();
  }, []);
  // The browser tells of `close` a moment after it; a key pressed meanwhile would open what that closes again. So Escape is heard before the
  // browser acts on it, and of one that is gone nothing is heard any more.
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; for keys it has Escape.
    <dialog
      ref={dialog}
      className={className}
      aria-label={label}
      onCancel={cancel}
      onClose={() => dialog.current && onClose()}
      onClick={(click) => click.target === dialog.current && onClose()}
    >
      {children}
    </dialog>
  );
}
