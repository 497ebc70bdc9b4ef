import { operatingDefinition, operatingDefinitionNames, operatingDefinitions, versionName } from './operating-definitions';

const named = (name: string | null | undefined) => versionName(operatingDefinition(name));

describe('an operating definition', () => {
  it('is asked for by its id, which means the newest version, or by one version', () => {
    expect([named('real-use'), named('real-use@1'), named('real-use@2')]).toEqual(['real-use@2', 'real-use@1', 'real-use@2']);
    expect([named(null), named(undefined)]).toEqual(['stored-log@2', 'stored-log@2']);
    for (const name of operatingDefinitionNames) expect(named(name).startsWith(name)).toBe(true);
  });

  it.each(['', 'none', 'real-use@3', 'real-use@', 'toString'])('is none where %j is named', (name) => {
    expect(() => operatingDefinition(name)).toThrow(RangeError);
    expect(operatingDefinitionNames).not.toContain(name);
  });

  it('says of the newest version how months and companies that built were read', () => {
    for (const { version, uncertain } of operatingDefinitions.filter((each) => each.version === 2))
      expect([version, uncertain.ko]).toEqual([2, expect.stringMatching(/달력상 여섯 달.*한 번이라도 구축을 완료한 기업/)]);
  });
});
