complete --keep-order --exclusive --command convstep --arguments "(COMPLETE=fish convstep -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
