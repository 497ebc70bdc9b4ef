import fc from 'fast-check';
import { dependentModules, missingModules, type SubscribedModules } from './module-needs';
import { intervalsOf, isSubscribedAt, type SubscriptionChange } from './subscription-history';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const needs = new Map<string, readonly string[]>([
  ['base', []],
  ['stock', ['base']],
  ['order', ['base', 'stock']],
]);
const subscribed = (modules: Record<string, [from: number, to: number | null][]>): SubscribedModules =>
  new Map(
    Object.entries(modules).map(([id, intervals]) => [
      id,
      intervals.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) })),
    ]),
  );

describe('what a module needs', () => {
  it('has to be there from its start on, without an end in sight', () => {
    expect(missingModules(['base', 'stock'], subscribed({ base: [[0, null]] }), at(5))).toEqual(['stock']);
    expect(missingModules(['base'], subscribed({ base: [[0, 9]] }), at(5))).toEqual(['base']);
    expect(missingModules(['base'], subscribed({ base: [[6, null]] }), at(5))).toEqual(['base']);
    expect(missingModules(['base'], subscribed({ base: [[6, null]] }), at(6))).toEqual([]);
    expect(missingModules([], subscribed({}), at(5))).toEqual([]);
  });

  it('cannot end before what needs it', () => {
    const both = subscribed({ base: [[0, null]], stock: [[1, null]], order: [[2, 8]] });
    expect(dependentModules('base', needs, both, at(5))).toEqual(['stock', 'order']);
    expect(dependentModules('base', needs, both, at(8))).toEqual(['stock']);
    expect(dependentModules('order', needs, both, at(5))).toEqual([]);
    // One that will start later needs it too.
    expect(dependentModules('base', needs, subscribed({ base: [[0, null]], stock: [[9, null]] }), at(5))).toEqual(['stock']);
    expect(dependentModules('base', needs, subscribed({ base: [[0, null]], stock: [[1, 3]] }), at(5))).toEqual([]);
  });

  it('is there at every moment at which the module is, whatever was asked for', () => {
    const wish = fc.tuple(fc.constantFrom('base', 'stock', 'order'), fc.boolean(), fc.nat(60));
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
        const changes = new Map<string, SubscriptionChange[]>([...needs.keys()].map((id) => [id, []]));
        const now = () => new Map([...changes].map(([id, own]) => [id, intervalsOf(own)]));
        for (const [id, start, minute] of wishes) {
          const own = changes.get(id) as SubscriptionChange[];
          const last = own.at(-1);
          const when = at(minute);
          if ((last?.kind ?? 'end') === (start ? 'start' : 'end') || (last && when < last.effectiveAt)) continue;
          const refused = start
            ? missingModules(needs.get(id) ?? [], now(), when).length > 0
            : dependentModules(id, needs, now(), when).length > 0;
          if (!refused) own.push({ kind: start ? 'start' : 'end', effectiveAt: when });
        }
        for (let minute = 0; minute <= 61; minute++)
          for (const [id, needed] of needs)
            if (isSubscribedAt(now().get(id) ?? [], at(minute)))
              for (const other of needed)
                expect([id, other, isSubscribedAt(now().get(other) ?? [], at(minute))]).toEqual([id, other, true]);
      }),
    );
  });
});
