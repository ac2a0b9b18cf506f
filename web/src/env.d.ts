/// <reference types="vite/client" />

// For tools that do not read single-file components; the type check does.
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export { component as default }
}
