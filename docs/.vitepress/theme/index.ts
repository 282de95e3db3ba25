// The default theme without its fonts: readers see those of their system.
export { default } from "vitepress/theme-without-fonts";
