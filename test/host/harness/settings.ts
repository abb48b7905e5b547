/** User settings of every window we open: nothing that talks, asks or moves by itself. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  // Chat and everything around it.
  'chat.disableAIFeatures': true,
  'workbench.settings.showAISearchToggle': false,
  'workbench.commandPalette.experimental.suggestCommands': false,
  // Welcome pages, tips, updates, telemetry, the extension gallery.
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.welcomePage.experimentalOnboarding': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'telemetry.telemetryLevel': 'off',
  'telemetry.feedback.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.remoteIndicator.showExtensionRecommendations': false,
  'remote.autoForwardPorts': false,
  'remote.restoreForwardedPorts': false,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  // Workspace trust and dialogs.
  'security.workspace.trust.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'window.confirmBeforeClose': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // One kind of editor: some would otherwise open in a dialog that swallows keys.
  'workbench.editor.useModal': 'off',
  'workbench.editor.languageDetection': false,
  // In a page VS Code would save by itself.
  'files.autoSave': 'off',
};

/** In addition, for tests: what makes pixels and timing repeatable. */
export const steadySettings: Readonly<Record<string, unknown>> = {
  'files.hotExit': 'off',
  'files.simpleDialog.enable': true,
  'workbench.editor.enablePreview': false,
  'workbench.editor.empty.hint': 'hidden',
  'workbench.localHistory.enabled': false,
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.hover.delay': 100,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'compact',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.lightbulb.enabled': 'off',
  'editor.accessibilitySupport': 'off',
  'editor.hover.delay': 100,
};
