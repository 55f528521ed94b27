"""`python -m valuenet.cli`: the command line without its installed name."""

from valuenet.cli.entry import main

if __name__ == "__main__":
    main()
