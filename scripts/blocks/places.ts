import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../site/page-files.ts";
import { dependenciesOf, workspacePackages } from "./workspace-packages.ts";

/** Where blocks are written: in the repository, so that they find what it has installed. */
const root = join(repository, ".blocks");

/** Links every package of the workspace, and what those have installed, as if a reader had installed it. */
const linkPackages = (): void => {
  const linked = new Set<string>();
  const link = (to: string, name: string): void => {
    if (linked.has(name) || !existsSync(to)) return;
    linked.add(name);
    const path = join(root, "node_modules", name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(to, path);
  };
  for (const { folder, manifest } of workspacePackages) link(join(repository, "packages", folder), manifest.name);
  for (const { folder, manifest } of workspacePackages)
    for (const name of dependenciesOf(manifest)) link(join(repository, "packages", folder, "node_modules", name), name);
};

/** Makes the folder that all blocks are written below, with what is installed and a project for the compiler. */
export const prepareRoot = (): string => {
  rmSync(root, { recursive: true, force: true });
  linkPackages();
  const project = {
    extends: "../tsconfig.base.json",
    compilerOptions: { allowJs: true, checkJs: true },
    include: ["pages"],
    // Copies for local servers.
    exclude: ["pages/**/run-*.ts", "node_modules"],
  };
  writeFileSync(join(root, "tsconfig.json"), JSON.stringify(project));
  return root;
};

/** Returns the folder of a page's blocks and files, which is a package of its own. */
export const preparePage = (page: string): string => {
  const folder = join(root, "pages", page);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return folder;
};

/** Removes everything that was written. */
export const removeRoot = (): void => rmSync(root, { recursive: true, force: true });
