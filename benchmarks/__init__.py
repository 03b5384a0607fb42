"""Speed and memory: the program, its parts and its peers on the same files in one run. `make bench` prints tables."""
