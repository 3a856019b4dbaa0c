"""The analysis as readers meet it: which words find which."""
