"""What things in an area are about: verkeersveiligheid, spelen, groen … each with a colour and an icon.

Owns Theme and the list with which a gemeente starts. One list for signals, projects, goals and money, so that
they can be laid side by side; a gemeente changes it as it likes. May know roles and the foundation.
"""
