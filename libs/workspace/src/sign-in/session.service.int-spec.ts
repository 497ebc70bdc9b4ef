import { newId } from '@maru/kernel';
import { Authenticator, IdentityDatabase } from '@maru/platform';
import { type ModuleUnderTest, moduleUnderTest } from '@maru/platform/testing';
import { workspace } from '../index';
import { OrganisationsService } from '../organisations/organisations.service';
import { hashPassword, verifyPassword } from './password';
import { SessionService } from './session.service';
import { SignInLock } from './sign-in-lock';

const PASSWORD = 'a long enough password';
const origin = { address: '127.0.0.1', client: 'test', requestId: newId(), bodyBytes: 0, cause: 'input' as const, site: undefined };

describe('sessions', () => {
  let house: ModuleUnderTest;

  beforeAll(async () => {
    house = await moduleUnderTest([workspace]);
  });
  afterAll(() => house.close());

  const register = async (email: string) => {
    const owner = { name: 'Owner', email, employeeNumber: '1', roles: ['owner' as const], password: PASSWORD };
    const body = { name: 'Organisation', kind: 'manufacturer' as const, companyCode: `c${newId().slice(-12)}`, owner };
    return house.get(IdentityDatabase).transaction(() => house.get(OrganisationsService).create(body));
  };
  const signIn = (email: string) => house.get(SessionService).signIn({ email, password: PASSWORD }, origin);
  const who = (token: string) => house.get(Authenticator).authenticate({ token, viaCookie: false });

  it('keep the token as its hash and the password as argon2id', async () => {
    await register('hash@sessions.example');
    const { token } = await signIn('hash@sessions.example');
    const rows = await house.database.query(
      "select encode(token_hash, 'hex') as hash, session::text as row from workspace.session session",
    );
    expect(rows[0].hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[0].row).not.toContain(token);
    const credentials = await house.database.query('select hash from workspace.password_credential');
    expect(credentials[0].hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]{43}$/);
  });

  it('end two weeks after they began, whatever is done with them', async () => {
    await register('lifetime@sessions.example');
    const { token, expiresAt } = await signIn('lifetime@sessions.example');
    const days = (new Date(expiresAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14);
    await house.database.query('update workspace.session set expires_at = now()');
    expect(await who(token)).toBeNull();
  });

  it('end when they have not been used for half a day', async () => {
    await register('idle@sessions.example');
    const [fresh, idle] = [await signIn('idle@sessions.example'), await signIn('idle@sessions.example')];
    await house.database.query(
      "update workspace.session set last_seen_at = now() - interval '11 hours 59 minutes' where token_hash = sha256($1)",
      [fresh.token],
    );
    await house.database.query(
      "update workspace.session set last_seen_at = now() - interval '12 hours 1 minute' where token_hash = sha256($1)",
      [idle.token],
    );
    expect(await who(fresh.token)).not.toBeNull();
    expect(await who(idle.token)).toBeNull();
  });

  it('are of the organisation that was chosen, for a person of several', async () => {
    const [first, second] = [await register('several@sessions.example'), await register('other@sessions.example')];
    await house.database.query(
      "insert into workspace.membership (membership_id, tenant_id, person_id, roles, joined_at) values ($1, $2, $3, '{operator}', now())",
      [newId(), second.tenantId, first.ownerId],
    );
    const body = { email: 'several@sessions.example', password: PASSWORD };
    const sessions = house.get(SessionService);
    expect((await sessions.signIn(body, origin)).organisationId).toBe(first.id);
    const chosen = await sessions.signIn({ ...body, organisationId: second.id }, origin);
    expect(chosen.organisationId).toBe(second.id);
    expect(await who(chosen.token)).toMatchObject({ roles: ['operator'], tenant: { organisationId: second.id } });
    await expect(sessions.signIn({ ...body, organisationId: newId() }, origin)).rejects.toMatchObject({ type: { status: 401 } });
  });

  it('by company code are of that company, whatever the case of its letters', async () => {
    const { id, companyCode } = await register('code@sessions.example');
    const signedIn = await house
      .get(SessionService)
      .signIn({ companyCode: companyCode.toUpperCase(), employeeNumber: '1', password: PASSWORD }, origin);
    expect(signedIn.organisationId).toBe(id);
  });
});

describe('the lock', () => {
  it('opens again when its window is over, and a success begins anew', async () => {
    const house = await moduleUnderTest([workspace]);
    try {
      const lock = house.get(SignInLock);
      const identifier = `e:${newId()}@lock.example`;
      for (let tries = 0; tries < 5; tries++) await lock.countTry(identifier);
      await expect(lock.countTry(identifier)).rejects.toMatchObject({ type: { type: 'workspace/sign-in-locked' } });
      await lock.countTry(`e:${newId()}@lock.example`);
      await house.get(IdentityDatabase).query('update workspace.sign_in_attempt set window_ends_at = now()');
      await lock.countTry(identifier);
      await lock.forget(identifier);
      for (let tries = 0; tries < 5; tries++) await lock.countTry(identifier);
    } finally {
      await house.close();
    }
  });
});

describe('a password', () => {
  it('is the same however its letters are composed, and nothing else is', async () => {
    const hash = await hashPassword('비밀번호 한글 \u00e9');
    expect(await verifyPassword('비밀번호 한글 e\u0301', hash)).toBe(true);
    expect(await verifyPassword('비밀번호 한글 e', hash)).toBe(false);
    expect(await hashPassword('비밀번호 한글 \u00e9')).not.toBe(hash);
    expect(await verifyPassword('x', 'not a hash')).toBe(false);
  });
});
