import { componentNames, componentsIn } from '../support/kit-components';
import { projectFiles, readProjectFile } from './project-files';

/** Of these components those that are used nowhere in the code of the page of all components. */
function missingOn(page: string, components: readonly string[]): string[] {
  return components.filter((name) => !new RegExp(`<${name}(?:[\\s/>.]|<)`).test(page));
}

describe('the page of all components', () => {
  const page = projectFiles()
    .filter((path) => /^apps\/web\/src\/showcase\/.*\.tsx$/.test(path))
    .map(readProjectFile)
    .join('\n');

  it('knows what a component is', () => {
    const text = [
      'export function Chart({ a }: B) {}',
      'export function DataTable<T>(p: P<T>) {}',
      'export function useIt() {}',
      'function In() {}',
    ];
    expect(componentsIn(text.join('\n'))).toEqual(['Chart', 'DataTable']);
  });

  it('misses a component that is not on it', () => {
    expect(missingOn('<Chart option={option} /> <ChartView<Row> />', ['Chart', 'ChartView'])).toEqual([]);
    expect(missingOn('<Charts /> Chart', ['Chart'])).toEqual(['Chart']);
  });

  it('shows every component of the kit', () => {
    expect(componentNames()).toEqual(expect.arrayContaining(['DataTable', 'Drawer', 'ProblemForm', 'Chart', 'Failed']));
    expect(missingOn(page, componentNames())).toEqual([]);
  });
});
