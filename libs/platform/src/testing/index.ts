export { eventually } from './eventually';
export { bytesOf } from './memory-file';
export { type ModuleUnderTest, moduleUnderTest, newTenant, somebodyIn } from './module-under-test';
export { type TestDatabase, testDatabase } from './test-database';
export { workbookFile, type ZipOptions, zipFile } from './zip-file';
