"""What the coder knows: word lists, event rules, actors, the gazetteer. TOML data beside typed loaders."""
