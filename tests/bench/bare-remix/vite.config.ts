import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import options from '../../../remix.config.js';

export default defineConfig({
  plugins: [remix({ ...options, appDirectory: 'tests/bench/bare-remix/app', buildDirectory: '.cache/bare-remix' })],
  build: { target: 'node20' },
});
