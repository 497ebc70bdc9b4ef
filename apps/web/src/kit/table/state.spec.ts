import { parametersOf, type StateChange, stateIn } from './state';

/** The parameters of an address after changes, one after the other. */
function changedBy(...changes: StateChange[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const change of changes) {
    for (const [name, value] of Object.entries(parametersOf(change, 50))) {
      if (value === null) delete parameters[name];
      else parameters[name] = value;
    }
  }
  return parameters;
}

const read = (parameters: Record<string, string>) => stateIn((name) => parameters[name] ?? null, ['kind', 'cause'], 50);

describe('the state of a table in the address', () => {
  it('comes back as it was written', () => {
    const parameters = changedBy(
      { find: '압연 & 1호' },
      { choices: { kind: 'read' } },
      { sort: { key: 'at', isDescending: true } },
      { pageSize: 20 },
      { page: 3 },
    );
    expect(read(parameters)).toEqual({
      find: '압연 & 1호',
      choices: { kind: 'read' },
      sort: { key: 'at', isDescending: true },
      page: 3,
      pageSize: 20,
    });
  });

  it('leaves defaults out', () => {
    const changes = [
      { find: 'x' },
      { sort: { key: 'at', isDescending: false } },
      { pageSize: 20 },
      { page: 2 },
      { choices: { kind: 'read' } },
    ];
    expect(changedBy(...changes, { find: '', sort: null, pageSize: 50, page: 1, choices: { kind: null } })).toEqual({});
  });

  it('begins at the first page when other rows are shown', () => {
    expect(read(changedBy({ page: 7 }, { find: 'x' })).page).toBe(1);
    expect(read(changedBy({ page: 7 }, { choices: { cause: 'input' } })).page).toBe(1);
  });

  it('takes what is no state for the default', () => {
    const odd = read({ page: '-1', size: '1000000', sort: '', 'is.other': 'x' });
    expect(odd).toEqual({ find: '', choices: {}, sort: null, page: 1, pageSize: 50 });
  });
});
