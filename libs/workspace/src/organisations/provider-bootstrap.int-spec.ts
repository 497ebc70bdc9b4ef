import { type ModuleUnderTest, moduleUnderTest } from '@maru/platform/testing';
import { FirstAdministrator } from '../contract';
import { workspace } from '../index';
import { SessionService } from '../sign-in/session.service';

describe('the first administrator', () => {
  let module: ModuleUnderTest;
  beforeAll(async () => {
    module = await moduleUnderTest([workspace]);
  });
  afterAll(() => module.close());

  it('is registered once, of many who try at the same time, and can sign in', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, (_, number) =>
        module
          .get(FirstAdministrator)
          .register({ email: `admin${number}@provider.example`, name: '관리자', password: 'a long enough password' }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = tries.findIndex(({ status }) => status === 'fulfilled');
    const sessions = module.get(SessionService);
    const signedIn = await sessions.signIn(
      { email: `admin${winner}@provider.example`, password: 'a long enough password' },
      { address: null, client: null, requestId: '019b76da-a7ff-7e11-8bcd-00112233ffee', bodyBytes: 0, cause: 'input', site: undefined },
    );
    expect(signedIn.token).toBeTruthy();
  });

  it('needs an e-mail address', async () => {
    await expect(
      module.get(FirstAdministrator).register({ email: 'admin', name: '관리자', password: 'a long enough password' }),
    ).rejects.toThrow('e-mail');
  });
});
