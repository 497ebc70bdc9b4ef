import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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

export default defineConfig({
  root: here('.'),
  plugins: [react()],
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
