import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type FieldName = 'email' | 'companyCode' | 'employeeNumber' | 'password';

const autoComplete: Record<FieldName, string> = {
  email: 'username',
  companyCode: 'organization',
  employeeNumber: 'username',
  password: 'current-password',
};

/** A field of the sign-in form with its label and, beside it, what the server has to say about it. */
export function SignInField({ name, errors = [] }: { name: FieldName; errors?: string[] }) {
  const { t } = useTranslation('web');
  const id = useId();
  const [isShown, setShown] = useState(false);
  const isPassword = name === 'password';
  const type = isPassword && !isShown ? 'password' : name === 'email' ? 'email' : 'text';
  return (
    <div className="field">
      <label htmlFor={id}>{t(`signIn.field.${name}`)}</label>
      <div className="field-box">
        <input
          id={id}
          name={name}
          type={type}
          required
          maxLength={200}
          autoComplete={autoComplete[name]}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={errors.length > 0}
          aria-describedby={errors.length > 0 ? `${id}-errors` : undefined}
        />
        {isPassword && (
          <button type="button" className="field-key" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {t('signIn.show')}
          </button>
        )}
      </div>
      {errors.length > 0 && (
        <p id={`${id}-errors`} className="field-errors">
          {errors.join(' ')}
        </p>
      )}
    </div>
  );
}
