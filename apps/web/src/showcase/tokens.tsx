import { useTranslation } from 'react-i18next';
import { Group, Specimen } from './specimen';

const colours = [
  'brand',
  'brand-strong',
  'brand-soft',
  'ink',
  'muted',
  'line',
  'line-strong',
  'ground',
  'card',
  'ok',
  'ok-ink',
  'ok-soft',
  'warning',
  'warning-ink',
  'warning-soft',
  'bad',
  'bad-ink',
  'bad-soft',
  'idle',
  'idle-ink',
  'idle-soft',
  'energy',
  'demand',
  'peak',
] as const;
const sizes = ['page', 'section', 'figure', 'text', 'small'] as const;

/** Colours and type, as tokens.css sets them. */
export function TokenSpecimens() {
  const { t } = useTranslation('showcase');
  return (
    <Group title={t('tokens.title')}>
      <Specimen of="tokens.css" title={t('tokens.colours')} use={t('tokens.coloursUse')}>
        <ul className="swatches">
          {colours.map((name) => (
            <li key={name}>
              <i style={{ background: `var(--${name})` }} aria-hidden="true" />
              <code>--{name}</code>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen of="base.css" title={t('tokens.type')} use={t('tokens.typeUse')}>
        {sizes.map((size) => (
          <p key={size} className={`type-${size}`}>
            {t(`tokens.sizes.${size}`)} 1,234.56 kWh
          </p>
        ))}
      </Specimen>
    </Group>
  );
}
