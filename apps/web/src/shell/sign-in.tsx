import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { causeOfChange } from '../kit/cause';
import { Choice } from '../kit/choice';
import { send } from '../kit/client';
import { ProblemError, problemOf, sortErrors } from '../kit/problem';
import { useSentence } from '../kit/states';
import { noteWorkedSite } from '../kit/worked-site';
import { OpenCard } from './open-frame';
import { wantedOrganisation, wantedPath } from './sign-in-address';
import { type FieldName, SignInField } from './sign-in-field';

const ways = ['email', 'employee'] as const;
type Way = (typeof ways)[number];
const fieldsOf: Record<Way, FieldName[]> = { email: ['email', 'password'], employee: ['companyCode', 'employeeNumber', 'password'] };

/** Why it did not work, where no field is to blame: the server's sentence, and how long a lock still lasts. */
function Refusal({ error, fields }: { error: Error; fields: FieldName[] }) {
  const { t } = useTranslation('web');
  const problem = problemOf(error);
  const { title, detail } = useSentence()(problem);
  const { beside, elsewhere } = sortErrors(problem, fields);
  const wait = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  if (beside.size > 0 && elsewhere.length === 0) return null;
  const sentences = problem.status === 401 ? [t('signIn.wrongNext')] : [detail, ...elsewhere];
  return (
    <div className="notice notice-bad" role="alert">
      <strong>{problem.status === 401 ? t('signIn.wrong') : title}</strong>
      {sentences.map((sentence) => sentence && <p key={sentence}>{sentence}</p>)}
      {wait !== undefined && (
        <p>{wait < 60 ? t('signIn.waitSeconds', { count: wait }) : t('signIn.waitMinutes', { count: Math.ceil(wait / 60) })}</p>
      )}
    </div>
  );
}

function useSignIn() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [error, setError] = useState<Error | null>(null);
  const [isPending, setPending] = useState(false);
  const signIn = async (typed: Record<string, string>) => {
    const values = { ...typed, ...wantedOrganisation(search) };
    setPending(true);
    setError(null);
    try {
      await send('post', '/api/sessions', { body: values, headers: causeOfChange() });
      await navigate(wantedPath(search), { replace: true });
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      setPending(false);
    }
  };
  return { signIn, isPending, error, forget: () => setError(null) };
}

export default function SignIn() {
  const { t } = useTranslation('web');
  const [way, setWay] = useState<Way>('email');
  const { signIn, isPending, error, forget } = useSignIn();
  const form = useRef<HTMLFormElement>(null);
  const fields = fieldsOf[way];
  const { beside } = sortErrors(problemOf(error), fields);
  const product = t('product');
  const queries = useQueryClient();
  // Nothing that was read for whoever sat here before may be shown.
  useEffect(() => {
    queries.clear();
    noteWorkedSite(null);
  }, [queries]);
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${product}`;
  }, [t, product]);
  // After a refusal the person types again at once: the first field that is wrong, else the password.
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (error) (wrong ?? form.current?.querySelector<HTMLElement>('[name="password"]'))?.focus();
  }, [error]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const typed = (name: FieldName) => String(given.get(name) ?? '');
    void signIn(Object.fromEntries(fields.map((name) => [name, name === 'password' ? typed(name) : typed(name).trim()])));
  };
  return (
    <OpenCard>
      <h1>{t('signIn.title')}</h1>
      <p className="quiet">{t('signIn.sub')}</p>
      <form ref={form} onSubmit={submit}>
        <Choice
          label={t('signIn.way')}
          value={way}
          options={ways.map((value) => ({ value, label: t(`signIn.by.${value}`) }))}
          onChange={(chosen) => {
            forget();
            setWay(chosen);
          }}
        />
        {error && <Refusal error={error} fields={fields} />}
        {fields.map((name) => (
          <SignInField key={name} name={name} errors={beside.get(name)} />
        ))}
        <button type="submit" className="button button-main" disabled={isPending}>
          {isPending ? t('signIn.pending') : t('signIn.key')}
        </button>
      </form>
      <p className="quiet sign-in-help">
        {t('signIn.help')} <Link to="/join">{t('signIn.byCode')}</Link>
      </p>
    </OpenCard>
  );
}
