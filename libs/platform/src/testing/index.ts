export { eventually } from './eventually';
export { type ModuleUnderTest, moduleUnderTest, newTenant, somebodyIn } from './module-under-test';
export { type TestDatabase, testDatabase } from './test-database';
