import { regionOf } from './region';

describe('the region of an address', () => {
  it.each([
    ['전라남도 광양시 금호동', 'KR-46'],
    ['경기 시흥시 공단1대로 1', 'KR-41'],
    ['(15073) 경기도 시흥시', 'KR-41'],
    [' 강원도 원주시', 'KR-42'],
    ['강원특별자치도 원주시', 'KR-42'],
    ['세종특별자치시', 'KR-50'],
    ['Gwangyang', null],
    ['시흥시 공단1대로', null],
    ['', null],
    [null, null],
  ])('%j is %j', (address, code) => {
    expect(regionOf(address)).toBe(code);
  });
});
