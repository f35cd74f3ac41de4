"""`python -m communique` is the program `communique`."""

from communique.cli.app import main

if __name__ == "__main__":
    main()
