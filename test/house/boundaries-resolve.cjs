const { resolve } = require('node:path');

/**
 * The path aliases of tsconfig.json and of the web's, for dependency-cruiser, below the folder that it runs in. It could read them from
 * a tsconfig, but what it reads them with cuts the star of a pattern with an ending ('@maru/NAME/contract') in the wrong place.
 */
module.exports = {
  resolve: {
    alias: [
      { name: '@maru/web/*', alias: resolve('apps/web/src/kit/*') },
      { name: '@maru/platform/testing', alias: resolve('libs/platform/src/testing/index.ts'), onlyModule: true },
      { name: '@maru/*/contract', alias: resolve('libs/*/src/contract.ts') },
      { name: '@maru/*', alias: resolve('libs/*/src/index.ts') },
    ],
  },
};
