import { changedFields } from './agreement';

const entered = {
  number: 'A-1',
  noticeId: 'carbon-neutral-2025',
  partyName: null,
  supplierId: null,
  siteIds: ['one', 'two'],
  signedOn: '2025-01-20',
  completedOn: null,
  finallyCompletedOn: null,
  targetLevel: null,
  modules: ['fems'],
};

describe('two versions of an agreement', () => {
  it('differ in what was entered, emptied or changed', () => {
    expect(changedFields(entered, { ...entered, completedOn: '2025-03-31', targetLevel: 'basic' })).toEqual(['completedOn', 'targetLevel']);
    expect(changedFields({ ...entered, completedOn: '2025-03-31' }, entered)).toEqual(['completedOn']);
    expect(changedFields(entered, { ...entered, siteIds: ['one'], modules: ['fems', 'mes'] })).toEqual(['siteIds', 'modules']);
  });

  it('are the same in whatever order sites and modules stand', () => {
    expect(changedFields(entered, { ...entered, siteIds: ['two', 'one'] })).toEqual([]);
  });
});
