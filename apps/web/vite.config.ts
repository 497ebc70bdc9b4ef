import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The groups keep what changes rarely (react, antd, echarts) apart from our own pages, so that a release costs a
 * returning browser only the pages. `entriesAware` lets each page load just the antd parts that it uses.
 */
const groups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/, priority: 20 },
  { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component)[\\/]/, priority: 10, entriesAware: true },
  { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 10 },
];

/**
 * Writes beside every text file its gzip, which the api sends to browsers that take it: a third of the bytes over a
 * factory's thin line, compressed once as well as it goes instead of for each of them.
 */
function gzipBeside(): Plugin {
  return {
    name: 'gzip-beside',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(?:html|js|css)$/.test(name));
      for (const file of texts.map((name) => join(dir, name))) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
    },
  };
}

export default defineConfig({
  root: here('.'),
  plugins: [react(), gzipBeside()],
  resolve: { alias: [{ find: /^@maru\/web\//, replacement: here('./src/kit/') }] },
  build: {
    outDir: here('../../dist/apps/web'),
    emptyOutDir: true,
    // Font files stay files: inlined ones would be downloaded even where their letters are not on the page.
    assetsInlineLimit: 0,
    // The largest file is the charts' library, which is loaded when the first chart is shown.
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
