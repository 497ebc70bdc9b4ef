import { Checkbox } from 'antd';
import type { ComponentProps } from 'react';

type BoxGroupProps = ComponentProps<typeof Checkbox.Group> & { 'aria-required'?: boolean | 'true' | 'false' };

/** Boxes in a form. The form marks what is required on its fields, which a group of boxes may not carry (WAI-ARIA 1.2, 5.3). */
export function BoxGroup({ 'aria-required': _required, ...props }: BoxGroupProps) {
  return <Checkbox.Group {...props} />;
}
