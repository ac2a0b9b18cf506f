import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const SHARED = /[\\/]web[\\/]src[\\/](ui[\\/](?!console|kits)|lib|session|api|locales)/

// Two builds come from this one file: the browser's (dist/client) and the renderer's (dist/server), see tools/build-web.ts.
export default defineConfig(({ command, isSsrBuild }) => ({
  root: import.meta.dirname,
  plugins: [vue()],
  build: {
    target: ['chrome87', 'safari15', 'firefox90'],
    cssTarget: ['chrome87', 'safari15'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    emptyOutDir: true,
    // How long plugins took is of no use to somebody who only starts the program.
    rolldownOptions: {
      checks: { pluginTimings: false },
      // What nearly every page needs comes as one file: forty small ones cost a phone far from the server a second.
      ...(isSsrBuild
        ? {}
        : { output: { codeSplitting: { groups: [{ name: 'shared', test: SHARED, minShareCount: 3 }] } } }),
    },
    outDir: isSsrBuild ? 'dist/server' : 'dist/client',
    ssrManifest: !isSsrBuild,
    copyPublicDir: !isSsrBuild,
  },
  define: {
    // Neither we nor the kits' parts in use need the options style; without it every first visit is lighter.
    __VUE_OPTIONS_API__: 'false',
    ...(command === 'build' && isSsrBuild ? { 'process.env.NODE_ENV': '"production"' } : {}),
  },
  // The built renderer carries its packages with it.
  ...(command === 'build' && isSsrBuild ? { ssr: { noExternal: true } } : {}),
}))
